// Everything works without this file but dialogs, questions and the report.
document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-opens], [data-closes], [data-alert], [data-fetches]");
  if (!target) return;
  const { opens, closes, alert: sentence, fetches, into } = target.dataset;
  if (opens) document.getElementById(opens).showModal();
  if (closes) document.getElementById(closes).close();
  if (sentence) window.alert(sentence);
  if (fetches) prepare(target, fetches, document.getElementById(into));
});

document.addEventListener("submit", (event) => {
  const question = event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

async function prepare(button, address, status) {
  button.disabled = true;
  status.textContent = "Counting cups …";
  try {
    const answer = await fetch(address);
    status.textContent = answer.ok ? "The report is ready." : "The report failed.";
  } catch {
    status.textContent = "The report failed.";
  }
  button.disabled = false;
}
