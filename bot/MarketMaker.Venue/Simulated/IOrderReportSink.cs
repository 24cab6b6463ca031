using MarketMaker.Schemas.Market;

namespace MarketMaker.Venue.Simulated;

/// <summary>Takes the exchange's answers, on the thread that feeds it. May submit new orders from within the call.</summary>
public interface IOrderReportSink
{
    /// <summary>One answer; the reference is valid only during the call.</summary>
    void OnReport(in OrderReport report);
}
