using System.Reflection;
using MarketMaker.Schemas.Events;

namespace MarketMaker.Schemas.Publishing;

/// <summary>Every stream and derived table of the house, read once from the declarations in this assembly.</summary>
public static class Catalogue
{
    /// <summary>Streams and derived tables by name, in alphabetical order.</summary>
    public static IReadOnlyList<TableSchema> Tables { get; } = [.. DeclaredTables().OrderBy(t => t.Name, StringComparer.Ordinal)];

    /// <summary>Event streams only.</summary>
    public static IReadOnlyList<TableSchema> Streams { get; } = [.. Tables.Where(t => t.IsStream)];

    private static readonly Dictionary<string, TableSchema> ByName = Tables.ToDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>The stream or table of that name, or null.</summary>
    public static TableSchema? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The stream or table of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists those there are.</exception>
    public static TableSchema Get(string name) => Find(name)
        ?? throw new KeyNotFoundException($"There is no stream or table '{name}'. There are: {string.Join(", ", ByName.Keys)}.");

    /// <summary>Schema of the stream that <typeparamref name="TEvent"/> declares.</summary>
    public static TableSchema Of<TEvent>()
        where TEvent : struct, IEvent => Get(typeof(TEvent).GetCustomAttribute<EventStreamAttribute>()!.Name);

    private static IEnumerable<TableSchema> DeclaredTables()
    {
        foreach (Type type in typeof(Catalogue).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<EventStreamAttribute>() is { } stream)
            {
                yield return new TableSchema
                {
                    Name = stream.Name,
                    Version = stream.Version,
                    Meaning = stream.Meaning,
                    Producer = Values.SnakeCase.From(stream.Producer.ToString()),
                    IsStream = true,
                    Columns = [.. EnvelopeColumns.Before(stream), .. ColumnReader.Read(type), .. EnvelopeColumns.Lineage],
                    Examples = ExamplesOf(type),
                };
            }
            else if (type.GetCustomAttribute<DerivedTableAttribute>() is { } table)
            {
                yield return new TableSchema
                {
                    Name = table.Name,
                    Version = table.Version,
                    Meaning = table.Meaning,
                    Producer = "job",
                    IsStream = false,
                    Columns = ColumnReader.Read(type),
                    Examples = ExamplesOf(type),
                };
            }
        }
    }

    private static ExampleQuery[] ExamplesOf(Type type) =>
        [.. type.GetCustomAttributes<ExampleAttribute>().Select(e => new ExampleQuery(e.Question, e.Sql))];
}
