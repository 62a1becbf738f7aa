// What a page is made of; the shape is io.certyn.agent.explore.Sight.
() => {
  const most = 500;
  const plain = (text) => (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 300);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)].slice(0, most);
  const seen = (e) => e.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
  const named = (e) =>
    plain(
      (e.getAttribute('aria-labelledby') ?? '')
        .split(/\s+/)
        .map((id) => id && document.getElementById(id)?.textContent)
        .join(' '),
    ) ||
    plain(e.getAttribute('aria-label')) ||
    plain(e.innerText) ||
    plain(e.querySelector?.('img[alt]')?.alt) ||
    plain(e.title);
  const around = (e) => e.closest('nav, [role=navigation]');
  const labelled = (e) =>
    plain(e.labels?.[0]?.innerText) || plain(e.getAttribute('aria-label')) || plain(e.placeholder);

  const field = (e) => ({
    type: ['select', 'textarea'].includes(e.localName) ? e.localName : e.type,
    name: e.name,
    label: labelled(e),
    required: e.required || e.getAttribute('aria-required') === 'true',
    options: e.localName === 'select'
      ? [...e.options].filter((o) => o.value && !o.disabled).map((o) => plain(o.label)).slice(0, 50)
      : [],
  });
  const submits = 'button:not([type=button]):not([type=reset]), input[type=submit], input[type=image]';
  const form = (e) => {
    const submit = all(submits, e).find((b) => seen(b) && !b.disabled);
    const fields = [...e.elements].filter(
      (f) => ['input', 'select', 'textarea'].includes(f.localName)
        && !['hidden', 'submit', 'reset', 'button', 'image'].includes(f.type) && !f.disabled && seen(f),
    );
    const texts = fields.filter((f) => ['text', 'search'].includes(f.type));
    return {
      method: e.method,
      action: new URL(e.getAttribute('action') || location.href, location.href).href,
      submit: submit ? plain(submit.value) || named(submit) : '',
      search: e.method === 'get' && fields.length === 1 && texts.length === 1,
      fields: fields.map(field),
    };
  };

  const dialog = all('dialog[open], [role=dialog], [role=alertdialog]').filter(seen).at(-1);
  const disclosing = 'summary, [role=tab], [aria-expanded], [aria-haspopup]';
  const pressed =
    'button, summary, [role=button], [role=tab], input[type=button]';
  const control = (e) => ({
    role: e.localName === 'summary' ? 'summary' : e.getAttribute('role') === 'tab' ? 'tab' : 'button',
    name: plain(e.value) || named(e),
    discloses: e.matches(disclosing),
    disabled: e.matches(':disabled, [aria-disabled=true]'),
    inDialog: Boolean(dialog?.contains(e)),
  });

  const frame = (e) => {
    let blank = false;
    try {
      const body = e.contentDocument?.body;
      blank = e.contentDocument?.readyState === 'complete' && Boolean(body) && seen(e)
        && e.offsetWidth > 20 && e.offsetHeight > 20 && Boolean(e.getAttribute('src'))
        && !plain(body.innerText)
        && !body.querySelector('img, svg, canvas, video, input, button, iframe, object');
    } catch {
      // Of another origin: its own affair.
    }
    return { src: e.src, title: plain(e.title), blank };
  };

  const sources = [
    ...all('img[src], script[src], iframe[src], video[src], audio[src], source[src], embed[src]')
      .map((e) => e.src),
    ...all('link[rel~=stylesheet][href], link[rel~=icon][href], link[rel~=preload][href]')
      .map((e) => e.href),
  ];
  return {
    url: location.href,
    title: plain(document.title),
    headings: all('h1, [role=heading][aria-level="1"]').filter(seen).map((e) => plain(e.innerText)),
    links: all('a[href], area[href]')
      .filter(seen)
      .map((e) => ({
        href: typeof e.href === 'string' ? e.href : '',
        text: named(e),
        navigation: around(e) ? plain(around(e).getAttribute('aria-label')) || null : null,
      })),
    images: all('img').map((e) => ({
      src: e.currentSrc || e.src,
      broken: Boolean(e.getAttribute('src')) && e.complete && e.naturalWidth === 0,
    })),
    frames: all('iframe').map(frame),
    forms: all('form').filter(seen).map(form),
    controls: all(pressed)
      .filter((e) => seen(e) && !(e.form && e.matches(submits)))
      .map(control)
      .filter((e) => e.name),
    references: [...new Set(sources)],
    said: all('[role=status], [role=alert], [role=log], output')
      .filter(seen)
      .map((e) => plain(e.innerText))
      .filter(Boolean),
    dialog: dialog ? named(dialog).slice(0, 80) : null,
  };
}
