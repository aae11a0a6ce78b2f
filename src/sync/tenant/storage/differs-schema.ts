/** In what a document differed from its order when they were compared last. */
export const DIFFERS_SCHEMA = `
ALTER TABLE documents ADD COLUMN differs TEXT;
`;
