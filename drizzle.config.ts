import { defineConfig } from "drizzle-kit";

// Only generates: `wrangler d1 migrations apply` is the one that applies and keeps the books.
export default defineConfig({
  dialect: "sqlite",
  schema: "./src/store/schema.ts",
  out: "./migrations",
  casing: "snake_case",
});
