using System.Data.Common;
using System.Text;
using System.Text.Json;

namespace MarketMaker.Lake.Native;

/// <summary>An error that DuckDB reported.</summary>
public sealed class DuckDBException : DbException
{
    internal DuckDBException(DuckDBErrorType errorType, string message, int? position = null)
        : base(message)
    {
        ErrorType = errorType;
        Position = position;
    }

    /// <summary>What kind of error it is.</summary>
    public DuckDBErrorType ErrorType { get; }

    /// <summary>Index of the character in the SQL text where DuckDB saw the error; null when it named no place.</summary>
    public int? Position { get; }

    /// <summary>True when the query was stopped by <see cref="DuckDBCommand.Cancel"/>.</summary>
    public bool IsInterrupt => ErrorType == DuckDBErrorType.Interrupt;

    /// <summary>From DuckDB's own text, which is JSON (<c>errors_as_json</c>) when it passed through a connection, plain text otherwise.</summary>
    internal static DuckDBException From(DuckDBErrorType errorType, string? text, string sql)
    {
        if (string.IsNullOrEmpty(text)) return new DuckDBException(errorType, "DuckDB failed and gave no message.");
        int titled = text.IndexOf(" Error: {", StringComparison.Ordinal); // the parser puts its title before the JSON
        string json = titled > 0 ? text[(titled + " Error: ".Length)..] : text;
        if (json[0] != '{') return new DuckDBException(KindOf(errorType, text), text);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            string kind = root.GetProperty("exception_type").GetString() ?? "";
            string message = root.GetProperty("exception_message").GetString() ?? "";
            int? position = root.TryGetProperty("position", out JsonElement place) && int.TryParse(place.GetString(), out int bytes)
                ? CharactersIn(sql, bytes)
                : null;
            string title = kind == "INTERRUPT" ? "INTERRUPT Error" : $"{kind} Error";
            string where = position is { } at ? Environment.NewLine + LineAt(sql, at) : "";
            return new DuckDBException(KindOf(errorType, title + ":"), $"{title}: {message}{where}", position);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new DuckDBException(errorType, text); // a message that merely begins with a brace
        }
    }

    private static int CharactersIn(string sql, int bytes)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(sql);
        return bytes < 0 || bytes > utf8.Length ? sql.Length : Encoding.UTF8.GetCharCount(utf8, 0, bytes);
    }

    private static string LineAt(string sql, int position)
    {
        int start = position == 0 ? 0 : sql.LastIndexOf('\n', Math.Min(position, sql.Length) - 1) + 1;
        int end = sql.IndexOf('\n', start);
        string line = sql[start..(end < 0 ? sql.Length : end)];
        int number = sql.AsSpan(0, start).Count('\n') + 1;
        string prefix = $"LINE {number}: ";
        int column = position - start;
        if (line.Length > 200)
        {
            int from = Math.Max(0, column - 100);
            line = line.Substring(from, Math.Min(200, line.Length - from));
            column -= from;
        }

        return $"{prefix}{line}{Environment.NewLine}{new string(' ', prefix.Length + Math.Max(0, column))}^";
    }

    // Errors of prepare carry no type of their own, only the title of their message.
    private static DuckDBErrorType KindOf(DuckDBErrorType errorType, string text)
    {
        if (errorType != DuckDBErrorType.Invalid) return errorType;
        int colon = text.IndexOf(" Error:", StringComparison.Ordinal);
        if (colon <= 0) return DuckDBErrorType.Invalid;
        string title = text[..colon].Replace(" ", "", StringComparison.Ordinal);
        return Enum.TryParse(title, ignoreCase: true, out DuckDBErrorType kind) ? kind : DuckDBErrorType.Invalid;
    }
}
