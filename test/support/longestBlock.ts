/**
 * The longest time, in ms, for which nothing else could run while `work` did. Time in which other programs had the
 * processor does not count; of several runs the best does, since that cannot be told for sure.
 */
export async function longestBlock(work: () => unknown, runs = 3): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) least = Math.min(least, await longestBlockOnce(work));
  return least;
}

async function longestBlockOnce(work: () => unknown): Promise<number> {
  let longest = 0;
  let isOver = false;
  let last = { wall: performance.now(), processor: processorMs() };
  const look = () => {
    const now = { wall: performance.now(), processor: processorMs() };
    const block = Math.min(now.wall - last.wall, now.processor - last.processor);
    longest = Math.max(longest, block);
    last = now;
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  await new Promise((resolve) => setImmediate(resolve));
  try {
    await work();
  } finally {
    isOver = true;
  }
  look();
  return longest;
}

/** Of all threads of the process: never less than that of the one that matters. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
