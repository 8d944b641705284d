// Preloaded into a server that leads a process group of its own: when the process that started it is gone,
// even by a signal it could not handle, the whole group ends.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid === parent) return;
  if (process.platform !== 'win32') process.kill(0, 'SIGKILL');
  process.exit(1);
}, 500).unref();
