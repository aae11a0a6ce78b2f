/** Links of one customer of the ledger: asked for whenever one of its links is saved. */
export const LINKS_TARGET = `
CREATE INDEX links_target ON links (target) WHERE kind = 'customer';
`;
