/*
 * Passkeys: asks the server what is to be made or signed, the browser to do it, and sends the
 * answer by the page's own form. Its buttons are hidden where the browser can't.
 */
const can =
  "PublicKeyCredential" in window && "parseCreationOptionsFromJSON" in PublicKeyCredential;

async function run(form) {
  const fault = form.querySelector("[data-passkey-fault]");
  const failed = (fault.dataset.failed ??= fault.textContent);
  fault.hidden = true;
  // What was done before isn't what is being done now.
  document.querySelector("#done")?.remove();
  try {
    const csrf = form.elements.csrf.value;
    const answer = await fetch(form.dataset.passkey, {
      method: "POST",
      body: new URLSearchParams({ csrf }),
    });
    const options = await answer.json();
    if (answer.status === 401 && form.dataset.confirm) {
      // It may no longer be changed by this session as it is.
      location.assign(form.dataset.confirm);
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    const credential =
      options.rp === undefined
        ? await navigator.credentials.get({
            publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
          })
        : await navigator.credentials.create({
            publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
          });
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    // The device refuses a second key of the same account by this name.
    const isOnDevice = error?.name === "InvalidStateError";
    fault.textContent = (isOnDevice ? fault.dataset.onDevice : null) ?? failed;
    fault.hidden = false;
    fault.focus();
  }
}

function offer() {
  if (!can) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (form.dataset.ready) continue;
    form.dataset.ready = "yes";
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      void run(form);
    });
  }
}

offer();
