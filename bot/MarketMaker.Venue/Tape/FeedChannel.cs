namespace MarketMaker.Venue.Tape;

/// <summary>A feed of an instrument: one channel of its venue.</summary>
public enum FeedChannel : byte
{
    /// <summary>Hyperliquid <c>l2Book</c>: snapshots of up to 20 levels a side.</summary>
    L2Book,

    /// <summary>Hyperliquid <c>bbo</c>: the top of book on every block that changed it.</summary>
    Bbo,

    /// <summary>Hyperliquid <c>trades</c>.</summary>
    Trades,

    /// <summary>Hyperliquid <c>activeAssetCtx</c>: funding, open interest, oracle price.</summary>
    ActiveAssetCtx,

    /// <summary>Binance <c>bookTicker</c>: the top of book.</summary>
    BookTicker,
}

/// <summary>Names and traits of the channels.</summary>
public static class FeedChannels
{
    /// <summary>Number of channels.</summary>
    public const int Count = 5;

    private static readonly string[] Names = ["l2Book", "bbo", "trades", "activeAssetCtx", "bookTicker"];

    /// <summary>The venue's name of the channel.</summary>
    public static string Name(this FeedChannel channel) => Names[(int)channel];

    /// <summary>True for the channels that carry a top of book.</summary>
    public static bool HasTopOfBook(this FeedChannel channel) => channel is FeedChannel.L2Book or FeedChannel.Bbo or FeedChannel.BookTicker;
}
