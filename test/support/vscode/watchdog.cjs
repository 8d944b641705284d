// Takes the place of the native watchdog in an installed code-server: ends an extension host whose server is gone.
const pollMs = 1000;
/** The code by which the native one ends the process. */
const abandoned = 87;

exports.start = (pid) => {
  const timer = setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(abandoned);
    }
  }, pollMs);
  timer.unref();
};
