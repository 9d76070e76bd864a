const clientele = require('clientele');

import('./probe.mjs').then(({ probe }) => console.log(JSON.stringify(probe(clientele, true))));
