using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;

namespace MarketMaker.Venue.Tape;

/// <summary>Takes what <see cref="FeedNormalizer"/> lets through. Called on the thread that feeds it, in receive order.</summary>
public interface IMarketSink
{
    /// <summary>One event of the market; the reference is valid only during the call.</summary>
    void OnMarket(in MarketEvent market);

    /// <summary>Health of one feed over one interval; its envelope lacks only what the journal's writer adds.</summary>
    void OnIngest(in MarketIngest ingest);
}
