using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MarketMaker.QueryApi.Tests.Lakes;

namespace MarketMaker.QueryApi.Tests.Endpoints;

public sealed class ServeTests(ServedApi api) : IClassFixture<ServedApi>
{
    private const string Question = "why were bids rejected 20:00-21:00";

    [Fact]
    public async Task Ask_Question_IsAnsweredAndTheServerNeverLoadsDuckDB()
    {
        JsonElement answer = await api.AskAsync(Question);
        Assert.Equal("answered", answer.GetProperty("status").GetString());
        Assert.StartsWith("From 2025-09-04 20:00 to 21:00 UTC 10 of 15 bid decisions were rejected (66.7 %)", answer.GetProperty("text").GetString());
        Assert.Equal(10, answer.GetProperty("totals").GetProperty("rejections").GetInt64());

        Assert.DoesNotContain("libduckdb", File.ReadAllText($"/proc/{api.ProcessId}/maps"));
        Assert.Contains(api.WorkerIds(), id => File.ReadAllText($"/proc/{id}/maps").Contains("libduckdb", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_WorkersKilledBetweenAndDuringQuestions_IsStillAnsweredRight()
    {
        for (int round = 0; round < 3; round++)
        {
            Task<JsonElement> asked = api.AskAsync(Question);
            foreach (int id in api.WorkerIds()) Kill(id);
            JsonElement during = await asked;
            Assert.Equal(10, during.GetProperty("totals").GetProperty("rejections").GetInt64());
            foreach (int id in api.WorkerIds()) Kill(id);
            JsonElement after = await api.AskAsync("how many fills 20:00-21:00");
            Assert.Contains("the number of fills was 3", after.GetProperty("text").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{\"question\":\"\"}", "application/json", 400, "no_question")]
    [InlineData("{\"question\":null}", "application/json", 400, "no_question")]
    [InlineData("{\"question\":7}", "application/json", 400, "no_question")]
    [InlineData("{}", "application/json", 400, "no_question")]
    [InlineData("[]", "application/json", 400, "bad_json")]
    [InlineData("{\"question\":", "application/json", 400, "bad_json")]
    [InlineData("", "application/json", 400, "bad_json")]
    [InlineData("{\"question\":\"fills today\",\"sql\":\"SELECT 1\"}", "application/json", 400, "bad_json")]
    [InlineData("{\"question\":\"\\ud800 fills\"}", "application/json", 400, "bad_json")]
    [InlineData("{\"question\":\"fills today\",\"tz\":\"Mars/Phobos\"}", "application/json", 400, "unknown_time_zone")]
    [InlineData("{\"question\":\"fills today\",\"tz\":5}", "application/json", 400, "unknown_time_zone")]
    [InlineData("{\"question\":\"fills today\",\"run_id\":5}", "application/json", 400, "bad_json")]
    [InlineData("why were bids rejected", "text/plain", 415, "not_json")]
    public async Task Ask_BadRequest_IsAProblemWithThingValueAndRemedy(string body, string contentType, int status, string code)
    {
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        using HttpResponseMessage response = await api.Client.PostAsync("/ask", content);
        await AssertProblem(response, status, code);
    }

    [Theory]
    [InlineData(9 * 1024)]
    [InlineData(40 * 1024)]
    [InlineData(100 * 1024)]
    public async Task Ask_TooLongQuestion_IsRefused(int bytes)
    {
        using HttpResponseMessage response = await api.Client.PostAsJsonAsync("/ask", new { question = new string('a', bytes) });
        await AssertProblem(response, 413, "too_long");
    }

    [Theory]
    [InlineData("GET", "/ask", 405, "method_not_allowed")]
    [InlineData("GET", "/sql", 404, "not_found")]
    [InlineData("POST", "/sql", 404, "not_found")]
    [InlineData("DELETE", "/rejections", 405, "method_not_allowed")]
    public async Task Request_WrongAddressOrMethod_IsAProblem(string method, string path, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using HttpResponseMessage response = await api.Client.SendAsync(request);
        await AssertProblem(response, status, code);
    }

    [Fact]
    public async Task Request_ForeignHost_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.Host = "evil.example";
        using HttpResponseMessage response = await api.Client.SendAsync(request);
        await AssertProblem(response, 421, "foreign_host");
    }

    [Fact]
    public async Task Health_SmallLake_ShowsWhereEachStreamEnds()
    {
        JsonElement health = await api.Client.GetFromJsonAsync<JsonElement>("/health");
        JsonElement intents = health.GetProperty("streams").EnumerateArray().Single(s => s.GetProperty("stream").GetString() == "order_intent");
        Assert.Equal(9, intents.GetProperty("rows").GetInt64());
        Assert.Equal("2025-09-04T20:40:00.000000Z", intents.GetProperty("data_through").GetString());
    }

    [Theory]
    [InlineData(SmallLake.Run, "answered")]
    [InlineData("01991a2b-0000-7000-8000-0000000000ff", "declined")]
    public async Task Ask_RunGiven_IsAboutThatRunOrDeclined(string run, string status)
    {
        using HttpResponseMessage response = await api.Client.PostAsJsonAsync("/ask", new { question = "rejections in the last hour", run_id = run });
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(status, answer.GetProperty("status").GetString());
        if (status == "answered") Assert.Equal(run, answer.GetProperty("plan").GetProperty("run_id").GetString());
    }

    [Fact]
    public async Task LatestRun_SmallLake_IsTheRunInNumbers()
    {
        // 8+2 decisions before 20:00 of which 2 rejected, 25 after of which 14.
        JsonElement run = await api.Client.GetFromJsonAsync<JsonElement>("/runs/latest");
        Assert.Equal((SmallLake.Run, 35L, 16L, 3L), (run.GetProperty("run_id").GetString(), run.GetProperty("decisions").GetInt64(),
            run.GetProperty("rejections").GetInt64(), run.GetProperty("fills").GetInt64()));
        Assert.Equal(1.8197, run.GetProperty("net_pnl_usd").GetDouble(), 9);
        JsonElement first = run.GetProperty("rejections_by_guard")[0];
        Assert.Equal(("spread_guard", 11L), (first.GetProperty("guard").GetString(), first.GetProperty("rejections").GetInt64()));
    }

    [Fact]
    public async Task Rejections_SmallLake_AreByHourAndGuard()
    {
        JsonElement body = await api.Client.GetFromJsonAsync<JsonElement>("/rejections");
        string[] rows = [.. body.GetProperty("rows").EnumerateArray().Select(r => $"{r.GetProperty("hour_at")} {r.GetProperty("guard")} {r.GetProperty("rejections")}")];
        Assert.Equal(
            [
                "2025-09-04T19:00:00.000000Z spread_guard 2", "2025-09-04T20:00:00.000000Z spread_guard 9", "2025-09-04T20:00:00.000000Z volatility_guard 4",
                "2025-09-04T20:00:00.000000Z no_edge 1",
            ],
            rows);
        Assert.Equal(0.36, body.GetProperty("rows")[1].GetProperty("rejection_rate").GetDouble(), 9); // 9 of 25
    }

    [Fact]
    public async Task Page_IsOneFileUnderAPolicyThatRunsOnlyItself()
    {
        using HttpResponseMessage response = await api.Client.GetAsync("/");
        string html = await response.Content.ReadAsStringAsync();
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("default-src 'none'; script-src 'sha256-", response.Headers.GetValues("Content-Security-Policy").Single());
        foreach (string forbidden in (string[])["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "src=", "href=", "http://", "https://"])
            Assert.DoesNotContain(forbidden, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_NamesEveryRouteAndEveryFieldOfTheAnswers()
    {
        JsonNode document = JsonNode.Parse(await api.Client.GetStringAsync("/openapi.json"))!;
        foreach ((string path, JsonNode? item) in document["paths"]!.AsObject())
        {
            foreach ((string method, _) in item!.AsObject())
            {
                using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), path);
                if (method == "post") request.Content = JsonContent.Create(new { question = Question });
                using HttpResponseMessage response = await api.Client.SendAsync(request);
                Assert.True(response.StatusCode == HttpStatusCode.OK, $"{method} {path}: {response.StatusCode}");
            }
        }

        JsonObject schemas = document["components"]!["schemas"]!.AsObject();
        AssertDescribed(await api.AskAsync(Question), schemas, "Answer");
        AssertDescribed(await api.AskAsync("rejections by guard 20:00-21:00"), schemas, "Answer");
        AssertDescribed(await api.AskAsync("rejections on doge"), schemas, "Answer");
        AssertDescribed(await api.AskAsync("delete everything"), schemas, "Answer");
        AssertDescribed(await api.Client.GetFromJsonAsync<JsonElement>("/health"), schemas, "Health");
        AssertDescribed(await api.Client.GetFromJsonAsync<JsonElement>("/runs/latest"), schemas, "Run");
        AssertDescribed(await api.Client.GetFromJsonAsync<JsonElement>("/rejections"), schemas, "Rejections");
    }

    private static void AssertDescribed(JsonElement body, JsonObject schemas, string schema)
    {
        JsonObject declared = schemas[schema]!.AsObject();
        foreach (JsonProperty field in body.EnumerateObject())
        {
            JsonNode? property = declared["properties"]![field.Name];
            Assert.True(property is not null, $"{schema}.{field.Name} is not in openapi.json");
            string? reference = ((string?)property["$ref"] ?? (string?)property["items"]?["$ref"])?.Split('/')[^1];
            if (reference is null) continue;
            if (field.Value.ValueKind == JsonValueKind.Object) AssertDescribed(field.Value, schemas, reference);
            else foreach (JsonElement item in field.Value.EnumerateArray()) AssertDescribed(item, schemas, reference);
        }

        foreach (JsonNode? required in declared["required"]!.AsArray())
            Assert.True(body.TryGetProperty((string)required!, out _), $"{schema}.{required} is required but missing");
    }

    private static async Task AssertProblem(HttpResponseMessage response, int status, string code)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        foreach (string field in (string[])["title", "detail", "remedy"]) Assert.NotEmpty(problem.GetProperty(field).GetString()!);
    }

    private static void Kill(int id)
    {
        try
        {
            using Process worker = Process.GetProcessById(id);
            worker.Kill();
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
    }
}
