using System.Text;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Imports.MetaStacker;

/// <summary>A decision of the bot: BUY, SELL or HOLD, and the checks it made (<c>reason_codes</c>, true = that check passed).</summary>
/// <remarks>
/// A HOLD is a pass whose veto reasons are the checks that failed. A BUY or SELL was sent as a market order whatever its checks
/// said: it is a take without veto, and a check that failed all the same stays visible in <c>guard_details</c>.
/// <c>intent_qty</c> repeats the signal's strength and is no size in base units, so it stays an extra field.
/// </remarks>
internal static class OrderIntentMapping
{
    // The order in which the bot's checks count: the first that failed is the primary reason.
    private static readonly string[] Checks = ["threshold", "band", "spread_guard", "volatility_ok", "liquidity_ok", "risk_ok"];

    public static void Map(ForeignFields from, EventRow to)
    {
        ForeignFields codes = from.In("reason_codes");
        foreach (string check in Checks)
            if (codes.Read(check) is { IsUnknown: false, Flag: null } odd) to.Refuse(odd.Because("a reason code is true or false."));
        string[] failed = [.. Checks.Where(check => codes.Read(check).Flag == false)];

        ForeignValue side = from.Take("side");
        bool isHold = side.Text == "HOLD";
        if (isHold && failed.Length == 0) to.Refuse("HOLD without a failing check: nothing says why nothing was done.");
        if (!isHold && side.Text is not ("BUY" or "SELL")) to.Refuse(side.Because("a side is BUY, SELL or HOLD."));
        if (!isHold) to.Text("side", side.Text == "BUY" ? "bid" : "ask");

        to.Text("intent_id", $"i{to.Seq}");
        to.Text("decision", isHold ? "pass" : "take");
        to.Text("veto_reason_primary", isHold ? failed.ElementAtOrDefault(0) : null);
        to.Text("veto_reason_secondary", isHold ? failed.ElementAtOrDefault(1) : null);
        to.Texts("veto_reasons", isHold ? failed : []);
        to.Json("guard_details", GuardDetails(codes));
        to.Estimate("spread_bps", from.In("market_conditions").Read("spread_bps"));
        to.Whole("repeat_count", 1);
        if (to.EventTime is { } time) to.Time("first_t", time);
    }

    // The bot logs verdicts only: what was measured, and against what, is not known.
    private static string GuardDetails(ForeignFields codes)
    {
        var json = new StringBuilder("{");
        foreach (string check in Checks)
        {
            if (codes.Read(check).Flag is not { } passed) continue;
            if (json.Length > 1) json.Append(',');
            json.Append('"').Append(check).Append("\":{\"value\":null,\"threshold\":null,\"unit\":null,\"passed\":")
                .Append(passed ? "true" : "false").Append('}');
        }

        return json.Append('}').ToString();
    }
}
