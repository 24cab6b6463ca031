using System.Text;

namespace MarketMaker.Schemas.Values;

/// <summary>The one rule by which C# names become column names: <c>Markout500msBps</c> is <c>markout_500ms_bps</c>.</summary>
/// <remarks>A new word starts at an upper-case letter, and at the first of a run of digits; a unit's letters stay with their digits.</remarks>
public static class SnakeCase
{
    /// <summary>Converts a PascalCase identifier.</summary>
    public static string From(string pascal)
    {
        ArgumentException.ThrowIfNullOrEmpty(pascal);
        var text = new StringBuilder(pascal.Length + 8);
        for (int i = 0; i < pascal.Length; i++)
        {
            char c = pascal[i];
            bool startsWord = char.IsUpper(c) || (char.IsDigit(c) && !char.IsDigit(pascal[i - 1]));
            if (i > 0 && startsWord) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
