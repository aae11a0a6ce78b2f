/** The client of eAccounting that a grant belongs to, and whether the vendor refuses the client. */
export const CLIENTS_SCHEMA = `
ALTER TABLE tokens ADD COLUMN client TEXT NOT NULL DEFAULT 'main';
ALTER TABLE tokens ADD COLUMN client_refused INTEGER NOT NULL DEFAULT 0;
`;
