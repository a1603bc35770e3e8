// Comfort only: every page works without this file.

// The error summary is what somebody needs to hear first.
document.getElementById("error-summary")?.focus();

// A double click sends a form once. The nonce in the form is the real guard; this only spares a second look.
for (const form of document.querySelectorAll("form[data-send-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = "yes";
  });
}

// Coming back with the back button, the form may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-send-once]")) {
    delete form.dataset.sent;
  }
});
