/* Buttons that copy what stands before them. They are seen only where scripts run. */
import { announce } from "./announce.js";

document.documentElement.classList.add("scripted");

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.(".copy");
  if (!button) return;
  await navigator.clipboard.writeText(button.previousElementSibling.textContent.trim());
  const words = button.textContent;
  button.textContent = button.dataset.copied;
  announce(button.dataset.copied);
  setTimeout(() => {
    button.textContent = words;
  }, 2000);
});
