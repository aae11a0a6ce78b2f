/* What a screen reader is told, and where the keyboard goes on. */

/* Words for the reader alone; a pause, so that they come after what is read by itself. */
export function announce(words) {
  setTimeout(() => document.getElementById("announcer")?.replaceChildren(words), 100);
}

/*
 * `part`: what an answer leads to, or what was pressed and is there again. Without it, a notice or
 * the heading of a result, whichever comes first, else the page's heading. A field that the page
 * itself has focused, as one that was refused, keeps it. All are scrolled to where they can't be
 * seen, unless the reader may have gone on. That a shop is stopped is said on each page, and is no
 * news.
 */
export function focusNews(part, scrolls = true) {
  const main = document.getElementById("main");
  focusOn(
    main.querySelector(":focus") ??
      part?.querySelector("[role=status]") ??
      part ??
      main.querySelector(".notice:not(.count *),.result") ??
      main.querySelector("h1"),
    scrolls,
  );
}

/* Shown above everything else, as a page's own answer would be: that none came. */
export function tell() {
  const main = document.getElementById("main");
  const notice = document.createElement("div");
  notice.className = "notice bad";
  notice.role = "alert";
  notice.textContent = main.dataset.unreached;
  main.prepend(notice);
  focusOn(notice);
}

function focusOn(element, scrolls = true) {
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  if (scrolls) element.scrollIntoView({ block: "nearest" });
}
