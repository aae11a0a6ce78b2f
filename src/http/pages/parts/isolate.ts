/** Where pages find it: the words of tables and of the API isolate names as well. */
export { isolate } from "../../words/isolate.ts";
