using MarketMaker.Schemas.Events;
using MarketMaker.Venue.Fills;

namespace MarketMaker.Collectors.Imports.Fills;

/// <summary>A fill of a log, for the sampler and as a row of ours.</summary>
/// <param name="Fill">What the sampler judges; its id is a hash of the log's event id and a counter, for the log has no trade id.</param>
/// <param name="Row">The row, with weight 1.</param>
internal readonly record struct LoggedFill(VenueFill Fill, HyperliquidFill Row);
