using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Strategy;

/// <summary>Takes orders and cancels to the venue. Answers come back later as <see cref="OrderReport"/>.</summary>
public interface IOrderGateway
{
    /// <summary>Sends a request; never blocks, never answers during the call.</summary>
    /// <param name="command">The request.</param>
    /// <param name="now">Event time of the decision.</param>
    void Send(in OrderCommand command, UtcMicros now);
}
