import * as clientele from 'clientele';
import { probe } from './probe.mjs';

console.log(JSON.stringify(probe(clientele, true)));
