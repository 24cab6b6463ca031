using MarketMaker.QueryApi.Questions.Time;

namespace MarketMaker.QueryApi.Questions.Grammar;

/// <summary>Finds instruments by the names the data has, their usual names, and says so when one is not traded.</summary>
internal static class SymbolReader
{
    private static readonly Dictionary<string, string> CoinNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bitcoin"] = "BTC", ["ether"] = "ETH", ["ethereum"] = "ETH", ["solana"] = "SOL", ["dogecoin"] = "DOGE", ["ripple"] = "XRP", ["cardano"] = "ADA",
        ["litecoin"] = "LTC", ["avalanche"] = "AVAX", ["chainlink"] = "LINK", ["polkadot"] = "DOT",
    };

    private static readonly HashSet<string> KnownCoins = new(StringComparer.OrdinalIgnoreCase)
    {
        "BTC", "ETH", "SOL", "WLFI", "DOGE", "XRP", "ADA", "LTC", "AVAX", "LINK", "DOT", "HYPE", "BNB", "PEPE", "SHIB", "ARB", "OP", "SUI", "APT", "TON", "TRX",
        "NEAR", "ATOM", "FIL", "UNI", "AAVE", "MATIC", "POL", "TIA", "SEI", "INJ", "WIF", "BONK", "JUP", "ENA", "TRUMP", "PUMP", "BTCUSDT", "ETHUSDT", "SOLUSDT",
    };

    private static readonly string[] QuoteSuffixes = ["USDT", "USDC", "USD", "PERP"];

    /// <summary>The instrument a token names; null when it names none.</summary>
    public static string? Find(Token token, DataFacts facts, out string? note)
    {
        note = null;
        if (token.Kind != TokenKind.Word) return null;
        bool isGrammar = Lexicon.Known.Contains(token.Text) && !(token.Raw.Length > 1 && token.Raw.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)));
        if (isGrammar) return null;
        string name = CoinNames.GetValueOrDefault(token.Raw, token.Raw);
        string? exact = facts.Symbols.FirstOrDefault(s => s.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (exact is null)
        {
            string[] quoted = [.. facts.Symbols.Where(s => QuoteSuffixes.Any(q => s.Equals(name + q, StringComparison.OrdinalIgnoreCase) || s.Equals($"{name}-{q}", StringComparison.OrdinalIgnoreCase)))];
            if (quoted.Length == 1) exact = quoted[0];
        }

        if (exact is not null && !exact.Equals(token.Raw, StringComparison.OrdinalIgnoreCase)) note = $"\"{token.Raw}\" is read as {exact}";
        return exact;
    }

    /// <summary>Whether a token that names nothing known is an instrument all the same.</summary>
    /// <param name="after">The word behind it; "high" in "for high volatility" belongs to that word.</param>
    public static bool LooksLikeOne(Token token, Token? before, Token? after)
    {
        if (token.Kind != TokenKind.Word) return false;
        bool isCapitals = token.Raw.Length is >= 2 and <= 10 && token.Raw.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
        return isCapitals || KnownCoins.Contains(token.Raw) || CoinNames.ContainsKey(token.Raw)
            || (before is not null && before.IsAny("on", "for") && (after is null || after.IsAny("in", "by", "at", "and", "or", "vs", "versus", "per", "over", "during")) && token.Raw.Length <= 10 && token.Raw.All(char.IsAsciiLetterOrDigit));
    }

    /// <summary>What to say about an instrument that the data does not have.</summary>
    public static string NotTraded(string name, DataFacts facts)
    {
        if (facts.Symbols.Count == 0) return $"There is no {name} in the data: it holds no instrument yet.";
        string[] nearest = [.. facts.Symbols.OrderBy(s => Spelling.Distance(s.ToUpperInvariant(), name.ToUpperInvariant())).ThenBy(s => s, StringComparer.Ordinal).Take(8)];
        return $"There is no {name.ToUpperInvariant()} in the data, so this is not answered with 0. The data has {string.Join(", ", nearest)}.";
    }
}
