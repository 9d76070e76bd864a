const rules: (readonly (readonly [point: number, weight: number])[])[] = [];

/**
 * The points on [0, 1] and the weights, 1 together, of Fejér's first rule, worked out when first asked for: enough of them
 * for a function of the logarithm of time that falls from one power to another somewhere within `span`.
 *
 * `gaussLegendre` of `clientele/statistics` integrates one function; a likelihood sums value, slopes and curvature over
 * the same points, and a scoring function must not carry the tables of every rule to its importer. Fejér's points and
 * weights are sums of cosines, a third of the text of a Gauss–Legendre rule.
 *
 * @param span - length of the interval in the logarithm of time
 * @see Fejér 1933; Waldvogel 2006, "Fast construction of the Fejér and Clenshaw–Curtis quadrature rules"
 */
export function fejerPoints(span: number): readonly (readonly [point: number, weight: number])[] {
  // Worst error of ln(1 + I) of Pareto/NBD over 60,000 hard random cases: 4e-14, and 3e-15 where the span is long.
  const nodes = span > 6 ? 96 : 32;
  return (rules[nodes] ??= Array.from(Array(nodes), (_, i) => {
    const angle = (Math.PI * (i + 0.5)) / nodes;
    let weight = 1;
    for (let k = 2; k < nodes; k += 2) weight -= (2 * Math.cos(angle * k)) / (k * k - 1);
    return [(1 + Math.cos(angle)) / 2, weight / nodes];
  }));
}
