namespace MarketMaker.QueryApi.Questions.Grammar;

/// <summary>Finds conditions that belong together in pairs: "ETH bids vs SOL asks" is not the bids and asks of both.</summary>
internal static class Pairing
{
    public const string Reason = "It names conditions in pairs, such as \"ETH bids vs SOL asks\"; all of them together would be another question. Ask about each pair on its own.";

    /// <summary>Whether a kind of condition gets another value after a condition of another kind stood between.</summary>
    public static bool IsCrossed(IReadOnlyList<Mention> mentions)
    {
        var kinds = new List<Role>();
        foreach (Mention mention in mentions.Where(m => m.IsNew))
        {
            if (kinds.Count > 0 && kinds[^1] == mention.Role) continue;
            if (kinds.Contains(mention.Role)) return !IsRepeated(mentions);
            kinds.Add(mention.Role);
        }

        return false;
    }

    /// <summary>"SOL bids vs ETH bids": one kind has several values, and every other is said again with each.</summary>
    private static bool IsRepeated(IReadOnlyList<Mention> mentions)
    {
        ILookup<Role, Mention> byKind = mentions.ToLookup(m => m.Role);
        Role[] several = [.. byKind.Where(k => k.Count(m => m.IsNew) > 1).Select(k => k.Key)];
        return several.Length == 1 && byKind.All(k => k.Count() == byKind[several[0]].Count());
    }
}
