/** What the tenant's tier and settings switch on, as the player needs it. A feature that it does not know changes nothing. */
export function featuresOf(entitlements) {
  const has = (name) => Object.hasOwn(entitlements, name);
  return {
    ads: has('ads') ? { breaksPerHour: Number(entitlements.ads.breaksPerHour) } : undefined,
    liveRestart: has('live-restart'),
    payments: has('payments') ? { currency: String(entitlements.payments.currency) } : undefined,
    watchlist: has('watchlist'),
  };
}

/** What viewers are told of advertising. */
export function adsText({ breaksPerHour }) {
  return breaksPerHour === 1
    ? 'With advertising, at most one break an hour'
    : `With advertising, at most ${breaksPerHour} breaks an hour`;
}
