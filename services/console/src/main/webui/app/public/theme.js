(function () {
  var theme = null;
  try {
    theme = localStorage.getItem('certyn.theme');
  } catch (e) {
    // Storage can be switched off; the system's theme will do.
  }
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
})();
