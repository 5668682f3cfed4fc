const REASONS: Record<string, string> = {
  activeTab: 'To look at the site of the tab in which you open the extension, without being let see others.',
  alarms: 'To ask for the trust store once a day, where an administrator set its address.',
  debugger: 'To get the certificates of a page’s connection. What is asked of it is listed below.',
  scripting:
    'To find out whether a site may be looked at, and to make one HEAD request to its own origin, so that its chain is there to be asked for.',
  sidePanel: 'To show the full report beside the page.',
  storage:
    'To keep the trust store, the settings and the history in this browser, and to read what an administrator set.',
  webNavigation: 'To know when a tab shows another page, and which error a page failed with.',
  webRequest: 'To see that a page was loaded, and its end entity certificate where the browser gives it.',
  webRequestBlocking:
    'To get the chain before a page is shown, and to stop the page where that is asked for.',
};

/** Why a permission is asked for; patterns of hosts have a slash in them. */
export function reasonOf(name: string): string {
  return (
    REASONS[name] ??
    (name.includes('/') ? 'To look at the chains of these sites when their pages are loaded.' : '')
  );
}
