using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Questions.Grammar;

/// <summary>Decides which guard a word means: one that failed in the data, else one that our own bot evaluates. Others are not there, and said so.</summary>
internal static class GuardReader
{
    private static readonly HashSet<string> Own = [.. EnumNames<Guard>.Texts.Take(GuardSet.OwnCount)];

    public static void Read(Phrase phrase, int start, DataFacts facts, Findings found)
    {
        string[] meant = phrase.Value.Split(',');
        string[] seen = [.. meant.Where(facts.Guards.Contains)];
        if (seen.Length == 0) seen = [.. meant.Where(Own.Contains)];
        foreach (string guard in seen) found.Mention(Role.Guard, guard, start, found.Guards);
        if (seen.Length > 0) return;
        string there = facts.Guards.Count == 0 ? "No guard failed in it." : $"The guards that failed in it are {string.Join(", ", facts.Guards)}.";
        found.Fail($"There is no guard {meant[0]} in the data, so this is not answered with 0. {there}");
    }
}
