using System.Reflection;
using System.Text.RegularExpressions;
using MarketMaker.Strategy;

namespace MarketMaker.Conventions.Tests;

/// <summary>Rules about the pure core: what it takes says its unit, and it reaches for nothing outside.</summary>
public sealed partial class StrategyTests
{
    private static readonly Assembly Core = typeof(StrategyParameters).Assembly;

    [Fact]
    public void PublicNumbers_HaveAUnitInTheirName()
    {
        IEnumerable<string> unnamed = Core.GetExportedTypes().SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .OfType<MethodBase>().Where(m => !IsGenerated(m))
            .SelectMany(m => m.GetParameters().Where(p => IsBareNumber(p.ParameterType) && !NamesItsUnit().IsMatch(p.Name!)).Select(p => $"{m.DeclaringType!.Name}.{m.Name}({p.Name})"));
        Assert.Empty(unnamed);
    }

    [Fact]
    public void Core_ReferencesNoInputOutputOrNetwork()
    {
        string[] referenced = [.. Core.GetReferencedAssemblies().Select(a => a.Name!)];
        Assert.DoesNotContain(referenced, a => a.StartsWith("System.Net", StringComparison.Ordinal) || a.StartsWith("System.IO", StringComparison.Ordinal)
            || a.StartsWith("System.Threading", StringComparison.Ordinal) || a == "System.Console" || a == "System.Linq");
    }

    private static bool IsGenerated(MethodBase method) => method.IsSpecialName || method.Name is "Deconstruct" or "Equals" or "PrintMembers" or "<Clone>$";

    private static bool IsBareNumber(Type type) => (Nullable.GetUnderlyingType(type.HasElementType ? type.GetElementType()! : type) ?? type) is { } plain
        && (plain == typeof(double) || plain == typeof(decimal) || plain == typeof(long));

    [GeneratedRegex("(Ticks|Lots|Bps|Usd|Base|Ms|Us|Ns|S|Rate|Ratio|Count|Pct|Probability|Id|Seq|PerS|Number)$|^(ticks|lots|bps|usd|probability|ratio|count)$")]
    private static partial Regex NamesItsUnit();
}
