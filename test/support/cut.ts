/**
 * The runtime itself repeats a request without a body when its connection is cut, so such a call is
 * lost only where all its repeats are: how often a fault has to strike, by the route that it
 * strikes.
 */
export const timesCut = (route: string): number | "always" =>
  route.startsWith("DELETE ") ? "always" : 1;
