using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace MarketMaker.QueryApi.Endpoints;

/// <summary>The first page: one file, no outside assets, and a policy under which only its own script and style run.</summary>
internal sealed partial class FirstPage
{
    private readonly byte[] _html;
    private readonly string _policy;

    public FirstPage()
    {
        string html = Embedded.Text("page.html");
        _html = Encoding.UTF8.GetBytes(html);
        _policy = $"default-src 'none'; script-src '{Hash(Script(), html)}'; style-src '{Hash(Style(), html)}'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = _policy;
        context.Response.Headers.CacheControl = "no-cache";
        await context.Response.Body.WriteAsync(_html, context.RequestAborted);
    }

    private static string Hash(Regex element, string html) =>
        "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(element.Match(html).Groups[1].Value)));

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}

/// <summary>Files inside this assembly.</summary>
internal static class Embedded
{
    /// <summary>Text of a file.</summary>
    /// <exception cref="FileNotFoundException">It was not embedded by the build.</exception>
    public static string Text(string name)
    {
        using Stream stream = typeof(Embedded).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"'{name}' is not embedded in this assembly: build it again.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
