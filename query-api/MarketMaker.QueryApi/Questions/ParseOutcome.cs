namespace MarketMaker.QueryApi.Questions;

/// <summary>What came of reading a question.</summary>
public abstract record ParseOutcome;

/// <summary>It was understood.</summary>
public sealed record Understood(QueryPlan Plan) : ParseOutcome;

/// <summary>It could not be compiled; a declined answer beats a wrong one.</summary>
/// <param name="Reason">What stood in the way, as a sentence.</param>
/// <param name="Nearest">Supported questions that are nearest to it, the nearest first.</param>
public sealed record Declined(string Reason, IReadOnlyList<string> Nearest) : ParseOutcome;

/// <summary>It asks for something that is never done here.</summary>
/// <param name="Code">Rule that refused it, lower_snake.</param>
/// <param name="Reason">Why, and what is offered instead.</param>
public sealed record Refused(string Code, string Reason) : ParseOutcome;
