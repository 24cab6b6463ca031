using System.Globalization;
using System.Text;

namespace MarketMaker.Bot.Tests.Venue;

/// <summary>Hand-made tape lines; times are milliseconds after <see cref="StartMs"/>.</summary>
internal static class Lines
{
    /// <summary>2026-01-05T14:00:00Z.</summary>
    public const long StartMs = 1_767_621_600_000;

    public static byte[] Book(double receiveMs, long venueMs, string bid = "100000", string ask = "100001", string coin = "BTC") => Line(
        receiveMs,
        $$"""{"channel":"l2Book","data":{"coin":"{{coin}}","time":{{StartMs + venueMs}},"levels":[{{Side(bid)}},{{Side(ask)}}] } }""");

    public static byte[] Bbo(double receiveMs, long venueMs, string bid = "100000", string ask = "100001", string coin = "BTC") => Line(
        receiveMs,
        $$"""{"channel":"bbo","data":{"coin":"{{coin}}","time":{{StartMs + venueMs}},"bbo":[{{Level(bid)}},{{Level(ask)}}] } }""");

    public static byte[] Trades(double receiveMs, params (long VenueMs, long Id)[] trades) => Line(
        receiveMs,
        $$"""{"channel":"trades","data":[{{string.Join(',', trades.Select(Trade))}}]}""");

    public static byte[] Line(double receiveMs, string message, string venue = "hyperliquid") => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $$"""{"recv_ms":{{StartMs + receiveMs}},"venue":"{{venue}}","msg":{{message}}}"""));

    private static string Trade((long VenueMs, long Id) trade) =>
        $$"""{"coin":"BTC","side":"B","px":"100001","sz":"0.5","time":{{StartMs + trade.VenueMs}},"tid":{{trade.Id}}}""";

    private static string Side(string price) => price.Length == 0 ? "[]" : $"[{Level(price)}]";

    private static string Level(string price) => price.Length == 0 ? "null" : $$"""{"px":"{{price}}","sz":"1.5","n":2}""";
}
