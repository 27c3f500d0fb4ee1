// What pages do beyond links and forms; everything works without it.
document.addEventListener('click', (event) => {
  if (event.target instanceof Element && event.target.closest('[data-print]')) window.print();
});

// Without scripts nothing prints by itself, so the buttons show only now.
for (const button of document.querySelectorAll('[data-print]')) button.hidden = false;

// A prefilled prefix is there to be typed on.
const scanned = document.querySelector('[data-scan]');
scanned?.setSelectionRange(scanned.value.length, scanned.value.length);

// A scanner ends with Enter: in a code field it moves on instead of sending a half-filled form.
document.addEventListener('keydown', (event) => {
  const field = event.target;
  if (event.key !== 'Enter' || !(field instanceof HTMLInputElement) || !field.hasAttribute('data-scan')) return;
  event.preventDefault();
  const fields = [...field.form.elements].filter((one) => one.matches('input:not([type=hidden]), select, button'));
  fields[fields.indexOf(field) + 1]?.focus();
});

// "/" goes to the first field that asks for a code, to record or to look up.
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target.matches?.('input, select, textarea')) return;
  const field = document.querySelector('[data-scan], [data-search]');
  if (field) {
    event.preventDefault();
    field.focus();
  }
});

// "Saving" ends by itself: once the address leads on, so does the page.
const awaited = document.querySelector('[data-awaits]');

async function look(pauseMs) {
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
  const answer = await fetch(awaited.href, { redirect: 'manual' }).catch(() => null);
  if (answer?.type === 'opaqueredirect') location.replace(awaited.href);
  else look(Math.min(pauseMs * 1.5, 15_000));
}

if (awaited) look(1500);

// Without a connection a form would end on the browser's own error page: it waits, and leaves once there is one.
const offline = document.querySelector('[data-offline]');
let waiting = null;

document.addEventListener('submit', (event) => {
  if (!offline || navigator.onLine) return;
  event.preventDefault();
  waiting?.removeAttribute('data-waiting');
  waiting = event.submitter;
  waiting.setAttribute('data-waiting', '');
  offline.hidden = false;
  offline.scrollIntoView({ block: 'nearest' });
});

addEventListener('online', () => {
  if (!waiting) return;
  offline.hidden = true;
  waiting.form.requestSubmit(waiting);
});

// A file may be dropped anywhere on the form that asks for one.
const dropped = document.querySelector('[data-drop]');

for (const name of dropped ? ['dragenter', 'dragover', 'dragleave', 'drop'] : []) {
  dropped.form.addEventListener(name, (event) => {
    event.preventDefault();
    dropped.toggleAttribute('data-over', name === 'dragenter' || name === 'dragover');
    if (name === 'drop' && event.dataTransfer.files.length > 0) dropped.files = event.dataTransfer.files;
  });
}
