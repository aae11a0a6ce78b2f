/* What a screen reader is told, and where the keyboard goes on. */

/* Words for the reader alone; a pause, so that they come after what is read by itself. */
export function announce(words) {
  setTimeout(() => {
    const announcer = document.getElementById("announcer");
    if (announcer) announcer.textContent = words;
  }, 100);
}

/* A notice, else the heading; a field that the page itself has focused keeps it. */
export function focusNews() {
  const main = document.getElementById("main");
  if (main?.contains(document.activeElement) && document.activeElement !== main) return;
  const news = main?.querySelector(".notice") ?? main?.querySelector("h1") ?? main;
  focusOn(news);
}

/* Shown above everything else: what a page's own answer would have said. */
export function tell(words) {
  const notice = document.createElement("div");
  notice.className = "notice bad";
  notice.setAttribute("role", "alert");
  notice.textContent = words;
  document.getElementById("main")?.prepend(notice);
  focusOn(notice);
}

function focusOn(element) {
  if (!element) return;
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
