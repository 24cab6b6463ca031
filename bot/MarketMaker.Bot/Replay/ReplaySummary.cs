using System.Text.Json.Nodes;
using MarketMaker.Bot.EventLoop;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Replay;

/// <summary>The result of a replay: one JSON object, and the same for people.</summary>
internal static class ReplaySummary
{
    public static JsonObject Create(
        RunState run, ReplayLoop loop, RunTally tally, FillRecorder marketFills, FeedTotals feed, string? tapeFault, IReadOnlyList<Instrument> instruments,
        string? journalHash, double elapsedS)
    {
        var rejections = new JsonObject();
        for (int i = 0; i < GuardSet.OwnCount; i++)
            if (tally.Rejections((Guard)i) > 0) rejections[EnumNames<Guard>.Text((Guard)i)] = tally.Rejections((Guard)i);
        var positions = new JsonObject();
        for (int i = 0; i < instruments.Count; i++)
            if (loop.Strategy.PositionLots(i) != 0) positions[instruments[i].Symbol] = instruments[i].Size(loop.Strategy.PositionLots(i));
        decimal netUsd = tally.RealizedUsd - tally.FeesUsd;
        decimal unrealizedUsd = loop.Strategy.Account.UnrealizedUsd;
        return new JsonObject
        {
            ["run_id"] = run.RunId,
            ["run_key"] = run.RunKey,
            ["tape"] = run.Tape,
            ["tape_from"] = loop.FirstTime.ToString(),
            ["tape_to"] = loop.Now.ToString(),
            ["lines"] = feed.Lines,
            ["messages"] = feed.Messages,
            ["messages_refused"] = feed.Refused,
            ["tape_fault"] = tapeFault,
            ["events"] = loop.EventCount,
            ["market_fills"] = marketFills.SeenCount,
            ["market_fills_kept"] = marketFills.KeptCount,
            ["decisions"] = tally.Decisions,
            ["quotes"] = tally.Quotes,
            ["rejections"] = rejections,
            ["orders"] = tally.Orders(OrderAction.Submit),
            ["orders_refused"] = tally.Orders(OrderAction.Reject),
            ["fills"] = tally.Fills,
            ["notional_usd"] = Round(tally.NotionalUsd),
            ["realized_pnl_usd"] = Round(tally.RealizedUsd),
            ["fees_usd"] = Round(tally.FeesUsd),
            ["net_pnl_usd"] = Round(netUsd),
            ["unrealized_pnl_usd"] = Round(unrealizedUsd),
            ["total_pnl_usd"] = Round(netUsd + unrealizedUsd),
            ["positions"] = positions,
            ["journal_hash"] = journalHash,
            ["elapsed_s"] = Math.Round(elapsedS, 3),
        };
    }

    public static void Print(JsonObject summary, bool isJson, TextWriter output)
    {
        if (isJson)
        {
            output.WriteLine(summary.ToJsonString());
            return;
        }

        foreach ((string name, JsonNode? value) in summary)
        {
            string text = value is JsonObject details ? string.Join(", ", details.Select(d => $"{d.Key} {d.Value}")) : $"{value}";
            output.WriteLine($"{name,-20} {(text.Length > 0 ? text : "none")}");
        }
    }

    private static decimal Round(decimal amountUsd) => Math.Round(amountUsd, 6);
}
