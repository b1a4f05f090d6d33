// What the page does when it is opened.

const runs = JSON.parse(document.getElementById('runs').textContent);

const themes = ['system', 'light', 'dark'];
const themeButton = document.getElementById('theme');

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  themeButton.textContent = 'Theme: ' + theme;
  try { localStorage.setItem('s3contract-theme', theme); } catch { /* Not kept where nothing may be. */ }
}

function storedTheme() {
  try { return localStorage.getItem('s3contract-theme'); } catch { return null; }
}

async function copy(button) {
  const text = button.parentElement.querySelector('code').textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    getSelection().selectAllChildren(button.parentElement.querySelector('code'));
    document.execCommand('copy');
  }
  button.textContent = 'Copied';
  say('Copied: ' + text);
  setTimeout(() => { button.textContent = 'Copy'; }, 1500);
}

function openWalk(details) {
  if (details.open) walkOf(details.querySelector('.walkthrough'));
}

setTheme(themes.includes(storedTheme()) ? storedTheme() : 'system');
themeButton.hidden = false;
themeButton.addEventListener('click', () => setTheme(themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % themes.length]));
for (const button of all('button.copy')) {
  button.hidden = false;
  button.addEventListener('click', () => copy(button));
}
for (const details of all('details.walk')) {
  details.addEventListener('toggle', () => openWalk(details));
  openWalk(details);
}
document.addEventListener('click', followLink);
addEventListener('hashchange', follow);
form.hidden = false;
form.addEventListener('input', () => { writeFilters(); applyFilters(); });
form.addEventListener('submit', event => event.preventDefault());
form.addEventListener('reset', () => setTimeout(() => clearFilters(null)));

// On paper everything that is told is open, the walks as they stand.
let closed = [];
addEventListener('beforeprint', () => {
  closed = all('details:not([open]):not(.walk)');
  for (const details of closed) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of closed) details.open = false;
});

follow();
