const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "2 hours ago", in whole minutes, hours or days. @param ms how long ago, @param language the machine's own if it is unknown */
export function agoText(ms: number, language: string): string {
  const [unit, length] =
    ms < hourMs
      ? (['minute', minuteMs] as const)
      : ms < dayMs
        ? (['hour', hourMs] as const)
        : (['day', dayMs] as const);
  return formatOf(language).format(-Math.floor(ms / length), unit);
}

function formatOf(language: string): Intl.RelativeTimeFormat {
  try {
    return new Intl.RelativeTimeFormat(language);
  } catch {
    return new Intl.RelativeTimeFormat();
  }
}
