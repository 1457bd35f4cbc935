"""Small scripts that run in the environment that is being set up: standard library only, Python 3.10."""
