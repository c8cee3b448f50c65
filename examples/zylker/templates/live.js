// Without this script the report is one click away; with it the total is shown in place.
const button = document.querySelector("[data-total]");
const shown = document.querySelector("[data-shown]");

button.hidden = false;
button.addEventListener("click", async () => {
  const answer = await fetch("/deals/total", { headers: { accept: "application/json" } });
  if (answer.ok) {
    shown.textContent = `${(await answer.json()).total} at stake.`;
    return;
  }
  const problem = answer.status === 403 ? await answer.json() : {};
  shown.textContent = "This needs your consent at Zoho. ";
  if (problem.consent_link) {
    const link = document.createElement("a");
    link.href = problem.consent_link;
    link.target = "_blank";
    link.textContent = "Allow it";
    shown.append(link);
  }
});
