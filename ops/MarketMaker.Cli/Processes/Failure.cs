using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MarketMaker.Cli.Processes;

/// <summary>Why a command did not do its work.</summary>
/// <param name="Code">Kind of failure, lower_snake.</param>
/// <param name="Message">What is wrong, and its value.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="ExitCode">The process's exit code.</param>
internal sealed record Failure(string Code, string Message, string Remedy, int ExitCode)
{
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The failure of a program that said nothing but its exit code and some text.</summary>
    public static Failure Of(int exitCode, string message) => exitCode switch
    {
        ExitCodes.BadArguments => new("bad_arguments", message, "Correct what the message names; --help says what there is.", exitCode),
        ExitCodes.Refused => new("refused", message, "Correct the input that the message names.", exitCode),
        ExitCodes.Cancelled => new("cancelled", message, "Run the same command again to go on.", exitCode),
        _ when ExitCodes.IsPassing(exitCode) => new("failed", message, "Nothing is lost: run the same command again to go on.", exitCode),
        _ => new("crashed", message, "This is a defect: please report the message.", exitCode),
    };

    /// <summary>Reads <c>{"error":{…}}</c>; null when the line is something else.</summary>
    public static Failure? Read(string? line, int exitCode)
    {
        if (line is null || !line.StartsWith('{')) return null;
        try
        {
            return JsonNode.Parse(line)?["error"] is JsonObject error
                ? new Failure((string?)error["code"] ?? "failed", (string?)error["message"] ?? line, (string?)error["remedy"] ?? "", exitCode)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // A result that only looks like one.
        }
    }

    /// <summary>Says it: to people on standard error, to machines as one object on standard output.</summary>
    /// <returns>The exit code.</returns>
    public int Print(bool isJson)
    {
        if (isJson)
            Console.WriteLine(new JsonObject { ["error"] = new JsonObject { ["code"] = Code, ["message"] = Message, ["remedy"] = Remedy } }.ToJsonString(Format));
        else
            Console.Error.WriteLine(Text);
        return ExitCode;
    }

    /// <summary>Message and remedy.</summary>
    public string Text => Remedy.Length == 0 ? Message : $"{Message}{(Message.Contains('\n', StringComparison.Ordinal) ? '\n' : ' ')}{Remedy}";
}
