/** In the order of their houses: the server's own, where neither a wish nor a project nor the configuration says another. */
export function byHouse<P extends { readonly vendor: string }>(vendors: Readonly<Record<string, P>>): readonly P[] {
  return Object.values(vendors).sort((a, b) => (a.vendor < b.vendor ? -1 : 1));
}
