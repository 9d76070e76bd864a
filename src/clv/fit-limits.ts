/** Above this a gamma or beta distribution is one value for all, to the precision of any purchase log. */
export const LARGEST_SHAPE = 1e5;

/** Half the 95 % point of χ² with one degree of freedom: a smaller gain in log-likelihood than this does not show dropout. */
export const VISIBLE_GAIN = 1.92;

/** A correlation of frequency and spend beyond this, either way, is in the way of the answer of Gamma-Gamma. */
export const LARGEST_SPEND_CORRELATION = 0.3;

/** A standard error of a log parameter beyond this, a factor of e² either way, says that the data hardly decide. */
export const LARGEST_LOG_ERROR = 2;

/** So few distinct histories may have several tops of the likelihood: every start is climbed from, which costs nothing there. */
export const FEW_HISTORIES = 300;
