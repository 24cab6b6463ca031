using System.Buffers;
using System.Text.Json;
using MarketMaker.Lake.Native;
using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Sandbox;

/// <summary>Runs one request in a DuckDB of its own, inside a worker process.</summary>
/// <remarks>
/// The session sees the request's views and may open their files and no others; it fetches nothing, and its settings cannot be changed
/// any more once the first statement runs. Every statement must be a single SELECT. What the engine's own limits do not stop, the
/// parent's kill does.
/// </remarks>
internal static class DuckDBSession
{
    /// <summary>Runs the request and returns the response line, without newline.</summary>
    public static ReadOnlyMemory<byte> Run(WorkerRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        int statement = 0;
        try
        {
            using var json = new Utf8JsonWriter(buffer);
            using var tail = new TailRows(TimeProvider.System); // goes after the connection
            using var connection = new DuckDBConnection(
                $"Data Source=:memory:;threads={request.Limits.Threads};memory_limit={request.Limits.MemoryMb}MB;temp_directory=");
            connection.Open();
            foreach (string view in request.Views) connection.Execute(view);
            foreach (WorkerTail lines in request.Tails) tail.Load(connection, lines.Stream, lines.Spans, lines.Stored);
            LockDown(connection, request.Paths);

            json.WriteStartObject();
            json.WriteNumber("id", request.Id);
            json.WriteStartArray("tables");
            long left = request.Limits.MaxBytes;
            for (; statement < request.Statements.Count; statement++)
                left -= RunOne(connection, request.Statements[statement], request.Limits, left, json);
            json.WriteEndArray();
            json.WriteEndObject();
            json.Flush();
            return buffer.WrittenMemory;
        }
        catch (DuckDBException error)
        {
            string code = error.IsInterrupt ? WorkerFailedException.TimedOut : SnakeCase.From(error.ErrorType == DuckDBErrorType.IO ? "Io" : error.ErrorType.ToString());
            return Failed(request.Id, new WorkerError(code, error.Message, error.Position, statement));
        }
        catch (NotASelectException error)
        {
            return Failed(request.Id, new WorkerError("not_a_select", error.Message, null, statement));
        }
        catch (OverflowException error)
        {
            return Failed(request.Id, new WorkerError("out_of_range", error.Message, null, statement));
        }
    }

    /// <summary>A response line that says why a request failed.</summary>
    public static ReadOnlyMemory<byte> Failed(long id, WorkerError error) =>
        JsonSerializer.SerializeToUtf8Bytes(new WorkerResponse(id, Error: error), WorkerProtocol.Json);

    // External access goes off last: the views' files stay readable because they are named.
    private static void LockDown(DuckDBConnection connection, IReadOnlyList<string> paths)
    {
        string allowed = string.Join(", ", paths.Select(p => $"'{p.Replace("'", "''", StringComparison.Ordinal)}'"));
        connection.Execute(
            $"""
            SET GLOBAL allowed_paths = [{allowed}];
            SET GLOBAL allow_persistent_secrets = false;
            SET GLOBAL enable_external_access = false;
            SET GLOBAL lock_configuration = true;
            """);
    }

    private static long RunOne(DuckDBConnection connection, string sql, WorkerLimits limits, long bytesLeft, Utf8JsonWriter json)
    {
        using var command = new DuckDBCommand(sql, connection) { UseStreamingMode = true };
        IReadOnlyList<DuckDBStatementType> types = command.GetStatementTypes();
        if (types is not [DuckDBStatementType.Select])
            throw new NotASelectException($"One SELECT is run at a time; this is {(types.Count == 1 ? $"a {types[0].ToString().ToUpperInvariant()}" : $"{types.Count} statements")}.");
        using var deadline = new Timer(_ => command.Cancel(), null, limits.TimeoutMs, Timeout.Infinite);
        using DuckDBDataReader reader = command.ExecuteReader();
        return ResultWriter.Write(json, reader, limits.MaxRows, bytesLeft);
    }
}

/// <summary>A statement that is not a single SELECT.</summary>
internal sealed class NotASelectException(string message) : Exception(message);
