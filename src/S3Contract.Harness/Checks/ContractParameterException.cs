namespace S3Contract.Harness.Checks;

/// <summary>A parameter of a test run has a value that makes no sense. The message names the parameter as it was given, the value, and what
/// was expected.</summary>
/// <param name="message">The message.</param>
internal sealed class ContractParameterException(string message) : Exception(message);
