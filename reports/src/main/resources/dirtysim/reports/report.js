// The page is complete without this: it only offers the filter.
(() => {
  const form = document.getElementById('filter');
  if (!form) return;
  form.hidden = false;
  const differs = (wanted, has) => wanted !== '' && has !== undefined && has !== wanted;
  const apply = () => {
    const trace = form.elements.trace.value;
    const scheme = form.elements.scheme.value;
    for (const element of document.querySelectorAll('[data-trace],[data-scheme]')) {
      const off = differs(trace, element.dataset.trace) || differs(scheme, element.dataset.scheme);
      if (element instanceof SVGElement) {
        element.classList.toggle('dim', off);
      } else {
        element.hidden = off;
      }
    }
  };
  form.addEventListener('change', apply);
  apply();
})();
