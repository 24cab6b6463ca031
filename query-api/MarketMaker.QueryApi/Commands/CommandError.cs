using System.Text.Encodings.Web;
using System.Text.Json;

namespace MarketMaker.QueryApi.Commands;

/// <summary>There is nothing to ask.</summary>
internal sealed class NoDataException(string message, string remedy) : Exception(message)
{
    public string Remedy => remedy;
}

/// <summary>Says why a verb did not do its work: to people on standard error, to machines as one object on standard output.</summary>
internal static class CommandError
{
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="isJson">Whether a machine asked.</param>
    /// <param name="exitCode">The process's exit code; returned.</param>
    /// <param name="code">Kind of error, lower_snake.</param>
    /// <param name="message">What is wrong, and its value.</param>
    /// <param name="remedy">What to do.</param>
    public static int Report(bool isJson, int exitCode, string code, string message, string remedy)
    {
        if (isJson) Console.WriteLine(JsonSerializer.Serialize(new { error = new { code, message, remedy } }, Format));
        else Console.Error.WriteLine($"{message}{(message.Contains('\n', StringComparison.Ordinal) ? '\n' : ' ')}{remedy}".TrimEnd());
        return exitCode;
    }
}
