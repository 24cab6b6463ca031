using System.Text.Json;
using System.Text.Unicode;

namespace MarketMaker.Collectors.Imports;

/// <summary>Reads the JSON of logs whose writer was not strict: Python writes NaN and Infinity as bare words.</summary>
internal static class ForeignText
{
    // Two values under one key would leave it to the reader which of them was meant.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Parses one line that must be an object. Bare NaN and ±Infinity become the strings of the same text.</summary>
    /// <returns>Null, with the reason in <paramref name="refusal"/>, when it is not one.</returns>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> line, out string? refusal)
    {
        refusal = null;
        if (line.Span.Trim(" \t"u8).IsEmpty) refusal = "The line is empty.";
        else if (!Utf8.IsValid(line.Span)) refusal = "The line is not UTF-8.";
        if (refusal is not null) return null;
        try
        {
            ReadOnlyMemory<byte> strict = QuoteNonFinite(line);
            if (HasHalfCharacter(strict.Span))
            {
                refusal = "A text of the line holds half a character (an escaped surrogate without its other half).";
                return null;
            }

            JsonDocument document = JsonDocument.Parse(strict, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            refusal = $"The line is a JSON {document.RootElement.ValueKind.ToString().ToLowerInvariant()}, not an object.";
            document.Dispose();
        }
        catch (JsonException error)
        {
            refusal = $"The line is not JSON: {error.Message}";
        }

        return null;
    }

    /// <summary>True when the line is an object to its last brace.</summary>
    public static bool IsObject(ReadOnlyMemory<byte> line)
    {
        using JsonDocument? document = Parse(line, out _);
        return document is not null;
    }

    // Such a text passes the parser and throws only when it is read.
    private static bool HasHalfCharacter(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf("\\u"u8) < 0) return false;
        var reader = new Utf8JsonReader(line);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped) continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlyMemory<byte> QuoteNonFinite(ReadOnlyMemory<byte> line)
    {
        if (line.Span.IndexOf("NaN"u8) < 0 && line.Span.IndexOf("Infinity"u8) < 0) return line;
        ReadOnlySpan<byte> text = line.Span;
        var quoted = new List<byte>(text.Length + 16);
        bool isInString = false;
        for (int i = 0; i < text.Length; i++)
        {
            byte c = text[i];
            if (isInString && c == '\\' && i + 1 < text.Length)
            {
                quoted.Add(c);
                quoted.Add(text[++i]);
                continue;
            }

            if (c == '"') isInString = !isInString;
            int word = isInString ? 0 : WordAt(text[i..]);
            if (word == 0)
            {
                quoted.Add(c);
                continue;
            }

            quoted.Add((byte)'"');
            quoted.AddRange(text.Slice(i, word));
            quoted.Add((byte)'"');
            i += word - 1;
        }

        return quoted.ToArray();
    }

    private static int WordAt(ReadOnlySpan<byte> text) =>
        text.StartsWith("NaN"u8) ? 3 : text.StartsWith("Infinity"u8) ? 8 : text.StartsWith("-Infinity"u8) ? 9 : 0;
}
