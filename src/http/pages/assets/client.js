/*
 * What pages do beyond plain links and forms, for browsers that run it. `htmx` sends the links and
 * forms of a page's main part without leaving the page and shows the answer in its place; each of
 * them works without it just as well.
 */
import "./navigation.js";
import "./goes-on.js";
import "./live.js";
import "./keys.js";
import "./typed.js";
import "./copy.js";
import "./chooser.js";
