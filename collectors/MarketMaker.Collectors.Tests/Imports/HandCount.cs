using System.Globalization;
using System.Text.Json;

namespace MarketMaker.Collectors.Tests.Imports;

/// <summary>Counts the recorded decisions without any of our readers: File.ReadLines, System.Text.Json, DateTimeOffset.</summary>
internal static class HandCount
{
    private static readonly string[] Order = ["threshold", "band", "spread_guard", "volatility_ok", "liquidity_ok", "risk_ok"];

    /// <summary>Distinct decisions in [from, to): side and failed checks in their order.</summary>
    public static List<(string Side, string[] Failed)> Decisions(string orderIntentFile, DateTimeOffset from, DateTimeOffset to)
    {
        var decisions = new List<(string, string[])>();
        foreach (string line in File.ReadLines(orderIntentFile).Distinct(StringComparer.Ordinal))
        {
            JsonElement root = JsonDocument.Parse(line).RootElement;
            var time = DateTimeOffset.Parse(root.GetProperty("ts_ist").GetString()!, CultureInfo.InvariantCulture);
            if (time < from || time >= to) continue;
            JsonElement codes = root.GetProperty("reason_codes");
            decisions.Add((root.GetProperty("side").GetString()!, [.. Order.Where(code => !codes.GetProperty(code).GetBoolean())]));
        }

        return decisions;
    }
}
